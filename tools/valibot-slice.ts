/**
 * The part of valibot that the contract uses. DevTools packs a whole npm package without tree-shaking, so the build
 * bundles this slice to `miniprogram/vendor/valibot.js` and declares the same names in `valibot.d.ts`.
 */
export {
  array,
  boolean,
  check,
  integer,
  literal,
  maxLength,
  maxValue,
  metadata,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  safeParse,
  strictObject,
  string,
  transform,
  trim,
  union,
  variant,
} from 'valibot'
