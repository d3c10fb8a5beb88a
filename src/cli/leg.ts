#!/usr/bin/env node
import { complain } from './complain';
import { legProgram } from './leg-program';

legProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => complain(error));
