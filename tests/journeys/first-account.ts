import { request, type FullConfig } from '@playwright/test';
import { ADMINISTRATOR, FIRST_TOKEN, signUp } from './people.ts';

/** Opens the first account of the journeys' server, an administrator's: those of the journeys come after it. */
export default async function firstAccount(config: FullConfig): Promise<void> {
  const server = config.projects.find(({ name }) => name === 'server' || name === 'phone');
  const baseURL = server?.use.baseURL;
  if (!baseURL) return;
  const context = await request.newContext({ baseURL });
  await signUp(context, './desk/sign-up/', { ...ADMINISTRATOR, code: FIRST_TOKEN });
  await context.dispose();
}
