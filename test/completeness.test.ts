import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '../db/schema.ts'
import { paths } from '../src/paths.ts'
import { freshApp } from './app.ts'

/** Every path with its parameters as patterns (':1', ':2'), as routes spell them. */
const patterns = Object.entries(paths).map(([name, make]) => {
  const parameters = Array.from({ length: make.length }, (_, index) => `:${index + 1}`)
  const build: (...parts: never[]) => string = make
  return { name, pattern: build(...(parameters as never[])) }
})

/** '/e/:code/:side{mentor|mentee}' and '/e/:1/:2' are the same place. */
const shape = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replaceAll(/:\w+(\{[^}]*\})?/g, ':')
    .replaceAll('*', ':')

test('every path of paths.ts is routed', async () => {
  const { app } = await freshApp()
  const routed = new Set(app.routes.filter(({ path }) => path !== '/*').map(({ path }) => shape(path)))
  // Static files are served by the platform: the Node server, or the assets of Workers.
  const unrouted = patterns.filter(({ name, pattern }) => name !== 'asset' && !routed.has(shape(pattern)))
  expect(unrouted).toEqual([])
})

test('every route is a path of paths.ts', async () => {
  const { app } = await freshApp()
  const known = new Set(patterns.map(({ pattern }) => shape(pattern)))
  const handlers = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
  expect(handlers.filter(({ path }) => !known.has(shape(path))).map(({ path }) => path)).toEqual([])
})

test('no column holds what must not be asked: origin, health, belief, benefits, birth, sex', () => {
  const everything: unknown[] = Object.values(schema)
  const columns = everything.flatMap((table) =>
    is(table, Table)
      ? Object.values(getTableColumns(table)).map((column) => `${getTableName(table)}.${column.name}`)
      : [],
  )
  expect(columns.length).toBeGreaterThan(150)
  const sensitive =
    /origin|nationality|migra|ethnic|birth|\bage\b|gender|\bsex|religi|health|disab(?!led_at)|benefit|leefloon|income|ip_addr|user_agent/
  expect(columns.filter((column) => sensitive.test(column))).toEqual([])
})
