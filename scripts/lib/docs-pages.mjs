// Writes the pages of the user guide that follow from the program: the reference from the package's types, the inputs from
// its catalog.
//   node docs-pages.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { catalog, parseLink } from '../../dist/pkg/node.js';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const cell = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').trim();
const code = (text) => `\`${text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()}\``;

function reference() {
  const text = ['index.d.ts', 'element.d.ts'].map((name) => readFileSync(`dist/pkg/${name}`, 'utf8'));
  const [functions, types] = [[], []];
  const undocumented = [];
  for (const source of text.map((text) => ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.Latest, true))) {
    const doc = (node) =>
      ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('\n\n');
    /** Members of an interface or of a literal, with the path to them. */
    const members = (node, path) =>
      node.members.flatMap((member) => {
        if (ts.isIndexSignatureDeclaration(member) || ts.isSetAccessor(member)) return [];
        const name = `${path}${member.name.getText()}`;
        let type = member.type;
        // A list or an option of an object: its own members follow.
        let inner = type;
        while (inner && !ts.isTypeLiteralNode(inner)) {
          if (ts.isUnionTypeNode(inner)) inner = inner.types.find((one) => ts.isTypeLiteralNode(one));
          else if (ts.isTypeOperatorNode(inner)) inner = inner.type;
          else if (ts.isArrayTypeNode(inner)) inner = inner.elementType;
          else inner = undefined;
        }
        const shown = inner ? type.getText().replace(inner.getText(), '{…}') : (type?.getText() ?? '');
        const said = doc(member);
        if (!said && !inner) undocumented.push(name);
        return [`| ${code(name)} | ${code(shown)} | ${cell(said)} |`, ...(inner ? members(inner, `${name}.`) : [])];
      });
    source.forEachChild((node) => {
      if (ts.isFunctionDeclaration(node)) {
        functions.push(`### \`${node.name.text}\`\n\n\`\`\`ts\n${node.getText().replace(/^export /, '')}\n\`\`\`\n\n${doc(node)}\n`);
      } else if (ts.isInterfaceDeclaration(node)) {
        const heritage = node.heritageClauses?.map((clause) => clause.getText().replace('extends ', '')).join(', ');
        const lead = [doc(node), heritage && `With everything of \`${heritage}\`.`].filter(Boolean).join(' ');
        types.push(`### \`${node.name.text}\`\n\n${lead}\n\n| Field | Type | |\n| --- | --- | --- |\n${members(node, '').join('\n')}\n`);
      } else if (ts.isTypeAliasDeclaration(node)) {
        types.push(`### \`${node.name.text}\`\n\n\`\`\`ts\n${node.getText().replace(/^export /, '')}\n\`\`\`\n\n${doc(node)}\n`);
      }
    });
  }
  if (undocumented.length > 0) throw new Error(`fields without a word on them: ${undocumented.join(', ')}`);
  return `## Functions\n\n${functions.join('\n')}\n## Types\n\n${types.join('\n')}`;
}

function inputs() {
  const { numbers, choices, flags, sets } = catalog().value;
  const defaults = parseLink('').value.scenario;
  const value = (id) => (defaults[id] === null ? '' : code(String(defaults[id])));
  const count = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  const options = (list) => list.map(({ id, label }) => `${code(id)} ${cell(label)}`).join(', ');
  const table = (head, rows) => `| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
  return [
    '## From the catalog\n',
    table(['Key', 'Default', ''], [
      ['`preset`', '', 'A ready scenario: `B1`, `B2`, `B3`, `B3-alt`.'],
      ['`model`', value('model'), 'Id, name or Hugging Face repository.'],
      ['`hardware`', value('hardware'), '`cheapest`, `fastest`, a GPU or an offer.'],
    ]),
    '## Numbers\n',
    table(['Key', 'Unit', 'Default', 'From', 'To', ''], numbers.map(({ id, unit, min, max, label, help }) => [code(id), unit, value(id), count(min), count(max), cell(`${label}. ${help}`)])),
    '## Choices\n',
    table(['Key', 'Default', 'Values', ''], choices.map(({ id, label, help, options: list }) => [code(id), value(id), options(list), cell(`${label}. ${help}`)])),
    '## Switches\n',
    table(['Key', 'Default', ''], flags.map(({ id, label, help }) => [code(id), value(id), cell(`${label}. ${help}`)])),
    '## Sets\n\nLists with commas; none means all. They limit what a search for plans may choose.\n',
    table(['Key', 'Values', ''], sets.map(({ id, label, help, options: list }) => [code(id), options(list), cell(`${label}. ${help}`)])),
  ].join('\n');
}

writeFileSync(join(folder, 'reference.md'), reference());
writeFileSync(join(folder, 'inputs.md'), inputs());
