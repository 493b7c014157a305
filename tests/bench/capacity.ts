import { ASSUMED } from './capacity/model.ts';
import { costTable, onePerson, partTable } from './capacity/tables.ts';
import { printTable } from './lib/report.ts';

// Measures nothing: a model on paper, whose assumptions stand in capacity/model.ts. docs/scaling.md explains it.
console.log('Assumed:');
for (const [about, values] of Object.entries(ASSUMED)) console.log(`  ${about}: ${JSON.stringify(values)}`);
console.log(`\n${onePerson()}\n`);
for (const [head = [], ...rows] of [partTable(), costTable()]) {
  printTable(head, rows);
  console.log('');
}
