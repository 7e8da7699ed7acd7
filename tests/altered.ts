/** Puts something else at one place of a value, by the numbers that lead there. */
export function altered(value: unknown, way: number[], by: unknown): unknown {
  const [step, ...rest] = way;
  if (typeof value !== 'object' || value === null || step === undefined) return by;
  if (Array.isArray(value)) {
    const at = step % (value.length + 1);
    return [...value.slice(0, at), altered(value[at], rest, by), ...value.slice(at + 1)];
  }
  const names = [...Object.keys(value), 'more'];
  const name = names[step % names.length]!;
  return { ...value, [name]: altered(value[name as keyof typeof value], rest, by) };
}
