import { afterAll } from 'vitest'
import { deleteFreshDatabases } from './fresh-database.ts'

afterAll(deleteFreshDatabases)
