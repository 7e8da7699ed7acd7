/** Loaded into a server that is measured: asked by whoever started it, it says what is left on its heap after a collection. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', () => {
  collect();
  process.send?.(process.memoryUsage().heapUsed);
});
process.channel?.unref();
