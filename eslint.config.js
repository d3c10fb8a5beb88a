const tseslint = require('typescript-eslint');

/** SQL that loses data without an error: the first truncates and clamps, the second deletes. */
const SILENT_SQL = 'INSERT\\s+IGNORE|REPLACE\\s+INTO';

const silentSql = ['Literal[value=', 'TemplateElement[value.raw='].map((node) => ({
  selector: `${node}/${SILENT_SQL}/i]`,
  message: 'This statement loses data in silence. Use ON DUPLICATE KEY UPDATE or ON CONFLICT.',
}));

const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'A file is named after its one main export, so that it can be found: export it by name.',
};

module.exports = tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // In files with decorators it keeps silent by itself: their metadata needs the value.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Decorated classes are declarations; they need no members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Fields of a class that a library fills (`id!: string`) are checked by their tests.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Types of a row are what we say of it: engines differ in which numbers they send as text.
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      // The schema's classes describe what plain rows and JSON are; nobody calls their constructors.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An embedded database answers at once what a server answers later.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-fallthrough': 'error',
      'no-misleading-character-class': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...silentSql, defaultExport],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'src/config.ts reads the environment, once.',
        },
      ],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['**/*.test.ts'], rules: { 'max-lines': ['warn', 200] } },
  {
    files: ['src/config.ts', 'src/config.test.ts', 'test/**', 'scripts/**', 'bench/**', '*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['scripts/**', 'bench/**', 'examples/**'], rules: { 'no-console': 'off' } },
  {
    // A command is loaded when it runs; import() of a file of ours would need its extension here.
    files: ['src/cli/commands/**'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  // TypeORM's CLI and Jest ask for default exports.
  {
    files: ['ormconfig.ts', 'test/kit/global-*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...silentSql] },
  },
  {
    files: ['**/*.test.ts', 'test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // What a response or a matcher holds is any; the expectation is its check.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
