import { build } from './build'

const start = Date.now()
await build((line) => console.log(`build: ${line}`))
console.log(`build: done in ${Date.now() - start} ms`)
