import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Queries, Statement } from './client.ts'

/*
 * Building a query costs drizzle more than running it costs SQLite. What a whole room does at the same time, signing
 * up, is built once and filled in for each person.
 */

/** What is made at the first use of a database, and kept with it. */
export function once<Made>(make: (db: Database) => Made): (db: Database) => Made {
  const kept = new WeakMap<Database, Made>()
  return (db) => {
    const made = kept.get(db) ?? make(db)
    kept.set(db, made)
    return made
  }
}

/** An insert whose text is built once for each set of columns, and holds as many rows as are given. */
export function insertOf<Row extends object>(
  table: SQLiteTable,
  build: (q: Queries, row: Row) => Statement,
): (db: Database, rows: Row[]) => Statement {
  const columns = Object.entries(getTableColumns(table))
  const texts = new Map<string, RegExpExecArray>()
  return (db, rows) => {
    const params: unknown[] = []
    const parts = rows.map((row) => {
      let shape = ''
      for (const [name, column] of columns) {
        const value: unknown = Reflect.get(row, name)
        if (value === undefined) continue
        shape += `${name},`
        params.push(value === null ? null : column.mapToDriverValue(value))
      }
      const text = texts.get(shape) ?? partsOf(build(db.q, row))
      texts.set(shape, text)
      return text
    })
    const [first] = parts
    if (!first) throw new Error('An insert of no rows')
    const [, head, , tail] = first
    return { toSQL: () => ({ sql: `${head}${parts.map(([, , values]) => values).join(', ')}${tail}`, params }) }
  }
}

/** What drizzle makes of an insert: before, around and after the values of its one row. */
function partsOf(statement: Statement): RegExpExecArray {
  const parts = /^(insert into .*? values )(\((?:\?|null|, )*\))(.*)$/s.exec(statement.toSQL().sql)
  if (!parts) throw new Error('An insert that drizzle writes otherwise')
  return parts
}
