// All tests in one process, so that they share what is slow to start.
import './decisions.js';
import './faults.js';
import './lifecycle.js';
import './permits.js';
