#!/usr/bin/env node
import { Command } from 'commander'

const program = new Command('kaohe')
program.description('考核办法的检查、查看与计分')

await program.parseAsync()
