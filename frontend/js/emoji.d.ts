declare module 'emoji:en' {
  const rows: Array<[string, string, string, number]>
  export default rows
}
declare module 'emoji:de' {
  const rows: Array<[string, string, string, number]>
  export default rows
}
