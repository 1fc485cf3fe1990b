import { describe, expect, it } from 'vitest';
import { formatOf, readInstance } from './formats/read-instance.ts';

const vrplib = `NAME: tiny
TYPE: MDVRPTW
DIMENSION: 4
VEHICLES: 2
CAPACITY: 10
EDGE_WEIGHT_TYPE: EUC_2D
NODE_COORD_SECTION
1 0 0
2 9 9
3 3 4
4 0 5
DEMAND_SECTION
1 0
2 0
3 4
4 6
TIME_WINDOW_SECTION
1 0 100
2 0 100
3 0 50
4 20 60
VEHICLES_DEPOT_SECTION
1 1
2 2
DEPOT_SECTION
1
2
-1
EOF
`;

const solomon = `R0

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      0         0          0          0       100          0
    1      3         4          4         20        60          5
`;

describe('an instance file that makes no sense', () => {
  it('is none of these', () => {
    for (const text of [vrplib, solomon]) expect(() => readInstance(text, formatOf(text), null)).not.toThrow();
  });

  const bad: readonly [string, string, string, string, RegExp][] = [
    ['a negative demand', vrplib, '3 4\n4 6', '3 -4\n4 6', /^DEMAND_SECTION of place 3 is -4; accepted is/],
    [
      'a window that ends before it starts',
      vrplib,
      '4 20',
      '4 70',
      /^TIME_WINDOW_SECTION of place 4 is .*; accepted is/,
    ],
    ['no number', vrplib, '3 0 50', '3 0 NaN', /^TIME_WINDOW_SECTION has the line "3 0 NaN"; accepted are numbers/],
    ['a depot that does not exist', vrplib, '1\n2\n-1', '1\n9\n-1', /^DEPOT_SECTION has 9; accepted are/],
    [
      "a vehicle's depot that does not exist",
      vrplib,
      '2 2\nDEPOT',
      '2 7\nDEPOT',
      /^VEHICLES_DEPOT of vehicle 2 is 7, no depot/,
    ],
    ['a place that does not exist', vrplib, '4 0 5', '7 0 5', /^NODE_COORD_SECTION has the row "7 0 5"; accepted is/],
    ['a place without coordinates', vrplib, 'N: 4', 'N: 5', /^NODE_COORD_SECTION of place 5 is NaN; accepted is/],
    ['a matrix', vrplib, 'EUC_2D', 'EXPLICIT', /^EDGE_WEIGHT_TYPE is EXPLICIT; accepted is/],
    ['places beyond number', vrplib, 'N: 4', 'N: 100000000', /^DIMENSION is 100000000; accepted is/],
    ['a negative capacity', vrplib, 'CAPACITY: 10', 'CAPACITY: -10', /^CAPACITY of vehicle 1 is -10; accepted is/],
    ['a negative demand', solomon, '4          4', '4         -4', /^CUSTOMER 1 DEMAND is -4; accepted is/],
    ['a window that ends before it starts', solomon, '20  ', '70  ', /^CUSTOMER 1 DUE DATE is 60; accepted is/],
    ['no number', solomon, '60          5', 'NaN         5', /^CUSTOMER has the line .*NaN.*; accepted are/],
    ['a missing column', solomon, '60          5', '60', /^CUSTOMER has the line .*; accepted are 7 numbers/],
  ];

  it.each(bad)('is refused with the name of the field: %s', (_, text, good, wrong, message) => {
    const broken = text.replace(good, wrong);
    expect(broken).not.toBe(text);
    expect(() => readInstance(broken, formatOf(broken), null)).toThrow(message);
  });
});
