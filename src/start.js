// The page's script: starts the program. The build puts `later.css` and the program's parts in by their names.
import start from './program_main.js';

let arriving;

/** The style sheet of what follows the first paint. The parts that it dresses wait for it. */
export function styles() {
  arriving ??= new Promise((arrived, failed) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL('./later.css', import.meta.url);
    link.onload = arrived;
    link.onerror = () => {
      link.remove();
      arriving = undefined;
      failed(new Error(`${link.href} did not arrive`));
    };
    document.head.append(link);
  });
  return arriving;
}

start();
