// Puts into dist/ what the package needs of the rest of the checkout, which has it once.
const { copyFileSync, cpSync } = require('node:fs');

cpSync('../../proto/src/main/proto', 'dist/proto', { recursive: true });
copyFileSync('../../LICENSE', 'dist/LICENSE');
