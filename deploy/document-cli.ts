/** Brings the tables of docs/DEPLOYING.md up to the source: `node tools/run.mjs deploy/document-cli.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { fillDocument } from './document'
import { readFunctions } from './functions/local'

const FILE = 'docs/DEPLOYING.md'
const text = fillDocument(readFileSync(FILE, 'utf8'), process.cwd(), readFunctions(process.cwd()))
writeFileSync(FILE, await format(text, { parser: 'markdown' }))
