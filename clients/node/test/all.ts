// All tests in one process, so that they share what is slow to start; the end comes last.
import './decisions.js';
import './faults.js';
import './grpcFaults.js';
import './lifecycle.js';
import './guardedService.js';
import './middleware.js';
import './permits.js';
import './tls.js';
import './package.js';
import './end.js';
