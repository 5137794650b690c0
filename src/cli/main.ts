#!/usr/bin/env node
import { Command } from 'commander'
import { addCheck } from './check.js'
import { addDiff } from './diff.js'
import { addExport } from './export-command.js'
import { addNew } from './new.js'
import { addScore } from './score.js'
import { addShow } from './show.js'

const program = new Command('kaohe')
program.description('考核办法的检查、查看与计分')
addCheck(program)
addScore(program)
addShow(program)
addDiff(program)
addNew(program)
addExport(program)

await program.parseAsync()
