/** Texts that others will see: the word standard by kind of text, and the check that joins it with WeChat's. */
export { createTextCheck } from './text-check'
