import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** `npm run bench -- NAME [args]`: runs what bench/NAME.ts measures. A measurement is a file that exports `run`. */
const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => /^export (async )?function run\(/m.test(readFileSync(`${FOLDER}${file}`, 'utf8')))
  .map((file) => file.replace(/\.ts$/, ''))

const [name = '', ...args] = process.argv.slice(2)
if (names.includes(name)) {
  const measurement: { run(args: string[]): Promise<void> | void } = await import(`./${name}.ts`)
  await measurement.run(args)
} else {
  console.error(`Usage: npm run bench -- NAME [args]\nMeasurements: ${names.join(', ')}`)
  process.exitCode = 2
}
