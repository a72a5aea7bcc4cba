/** Wrangler's text rule (wrangler.toml) turns a style sheet into a string. */
declare module '*.css' {
  const css: string
  export default css
}
