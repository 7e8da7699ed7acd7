/** Loaded into a server that is measured: asked by whoever started it, it says what is left on its heap after a collection, and how long it has kept a processor busy. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', (asked) => {
  if (asked === 'heap') {
    collect();
    process.send?.(process.memoryUsage().heapUsed);
  } else {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  }
});
process.channel?.unref();
