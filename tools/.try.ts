import { importCycles } from './cycles'
const t = Date.now(); await importCycles(); console.log('cycles', Date.now() - t)
