'use strict';
// Makes the types of the examples' checks, as a service does in its build:
//   portreeve generate typescript --policies policies/shop --out src/generated
const { spawnSync } = require('node:child_process');

const command = JSON.parse(process.env.SERVER_COMMAND ?? '["../../portreeve"]');
const verb = 'generate typescript --policies ../../policies/postman --out target/generated';
const { status, error } = spawnSync(command[0], [...command.slice(1), ...verb.split(' ')], {
  stdio: 'inherit',
});
if (error !== undefined) {
  console.error(error.message);
}
process.exit(status ?? 1);
