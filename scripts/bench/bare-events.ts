/**
 * The least that a server can do: `/events` is written to by whatever is posted to `/tell`, as server-sent events of the
 * same bytes; what is posted elsewhere is read as JSON and acknowledged. What the product takes is told as a ratio to it.
 */
import { createServer, type ServerResponse } from 'node:http';

const listeners = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.flushHeaders();
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    if (request.url === '/tell') for (const each of listeners) each.write(`event: view\ndata: ${body}\n\n`);
    else JSON.parse(body || 'null');
    response.setHeader('content-type', 'application/json');
    response.end('{"is":"saved","revision":1,"savedAt":0}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.send?.(`http://127.0.0.1:${port}`);
});
