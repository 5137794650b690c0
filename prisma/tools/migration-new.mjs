// node prisma/tools/migration-new.mjs check        exit 0 when the migrations make the schema, 2 when they don't
// node prisma/tools/migration-new.mjs new <name>   writes the next migration from the difference
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { loadEngine, migrationList } from './schema-engine.mjs'

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const migrations = path.join(folder, 'migrations')
const schemaPath = path.join(folder, 'schema.prisma')

const shadow = new PGlite('memory://')
const factory = new PrismaPGlite(new PGlite('memory://'))
// The adapter doesn't await its executeScript: replaced, so that a migration with an error fails here.
factory.connectToShadowDb = async () => {
  const adapter = await new PrismaPGlite(shadow).connect()
  adapter.executeScript = async (script) => {
    await shadow.exec(script)
  }
  return adapter
}

const [command, name] = process.argv.slice(2)
if (command !== 'check' && !(command === 'new' && /^[a-z0-9_]+$/.test(name ?? ''))) {
  console.error('usage: migration-new.mjs check | new <name_in_lower_case>')
  process.exit(1)
}
const schema = readFileSync(schemaPath, 'utf8')
const engine = await loadEngine(factory, [[schemaPath, schema]])
const difference = await engine.diff({
  from: { tag: 'migrations', ...migrationList(migrations) },
  to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: schema }] },
  script: true,
  exitCode: true,
  filters: { externalTables: [], externalEnums: [] },
})
if (difference.exitCode === 0) {
  console.log('migrations and schema agree')
} else if (command === 'check') {
  console.log(`the migrations do not make the schema; missing:\n${difference.stdout}`)
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const made = path.join(migrations, `${stamp}_${name}`)
  mkdirSync(made, { recursive: true })
  writeFileSync(path.join(made, 'migration.sql'), difference.stdout)
  console.log(`written: ${made}`)
}
process.exit(command === 'check' ? difference.exitCode : 0)
