declare module '*/eslint.fences.cjs' {
  const fences: object[]
  export default fences
}
