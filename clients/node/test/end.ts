import { it } from 'node:test';

const PATIENCE_MS = 10_000;

// A test that fails may leave a server open, which would keep the process alive without end.
it('leaves nothing open', () => {
  const hangs = (): never => {
    console.error('something is still open: the test that failed, or one that does not close it');
    process.exit(1);
  };
  setTimeout(hangs, PATIENCE_MS).unref();
});
