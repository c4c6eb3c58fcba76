import js from '@eslint/js';

const globals = { console: 'readonly', process: 'readonly', require: 'readonly', module: 'writable', setTimeout: 'readonly', clearTimeout: 'readonly' };

export default [
  js.configs.recommended,
  { files: ['src/*.js', 'test/*.js'], languageOptions: { sourceType: 'commonjs', globals } },
];
