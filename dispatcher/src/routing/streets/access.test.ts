import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { describe, expect, it } from 'vitest';
import { wayAccess } from './access.ts';

type Tags = Readonly<Record<string, string>>;

function directions(profile: Profile, tags: Tags): string {
  const { forwardKmh, backwardKmh } = wayAccess(tags, profile);
  return `${forwardKmh > 0 ? '>' : ''}${backwardKmh > 0 ? '<' : ''}`;
}

describe('access to a way', () => {
  it.each<[string, Tags, car: string, ebike: string, foot: string]>([
    ['a residential street', { highway: 'residential' }, '><', '><', '><'],
    ['a motorway, one-way by nature', { highway: 'motorway' }, '>', '', ''],
    ['a footway', { highway: 'footway' }, '', '', '><'],
    ['a footway signed for bicycles', { highway: 'footway', bicycle: 'yes' }, '', '><', '><'],
    ['steps', { highway: 'steps' }, '', '', '><'],
    ['a cycleway', { highway: 'cycleway' }, '', '><', ''],
    ['a cycleway shared with walkers', { highway: 'cycleway', foot: 'yes' }, '', '><', '><'],
    ['an expressway', { highway: 'trunk', motorroad: 'yes' }, '><', '', ''],
    ['one-way steps', { highway: 'steps', oneway: 'yes' }, '', '', '>'],
    ['a path', { highway: 'path' }, '', '><', '><'],
    ['a pedestrian street', { highway: 'pedestrian' }, '', '', '><'],
    ['a service road', { highway: 'service' }, '><', '><', '><'],
    ['a living street', { highway: 'living_street' }, '><', '><', '><'],
    ['a building site', { highway: 'construction' }, '', '', ''],
    ['a platform', { highway: 'platform' }, '', '', ''],
    ['a closed street', { highway: 'residential', access: 'no' }, '', '', ''],
    ['a street closed but for walkers', { highway: 'residential', access: 'no', foot: 'yes' }, '', '', '><'],
    ['a street without motors', { highway: 'residential', motor_vehicle: 'no' }, '', '><', '><'],
    ['a street without vehicles', { highway: 'residential', vehicle: 'no' }, '', '', '><'],
    ['a primary road without bicycles', { highway: 'primary', bicycle: 'no' }, '><', '', '><'],
    ['a primary road without walkers', { highway: 'primary', foot: 'no' }, '><', '><', ''],
    ['a one-way street', { highway: 'residential', oneway: 'yes' }, '>', '>', '><'],
    ['a one-way street drawn against its direction', { highway: 'residential', oneway: '-1' }, '<', '<', '><'],
    ['a roundabout', { highway: 'tertiary', junction: 'roundabout' }, '>', '>', '><'],
    ['contraflow for bicycles', { highway: 'residential', oneway: 'yes', 'oneway:bicycle': 'no' }, '>', '><', '><'],
    ['a contraflow lane', { highway: 'residential', oneway: 'yes', cycleway: 'opposite_lane' }, '>', '><', '><'],
    ['a one-way street for bicycles alone', { highway: 'primary', 'oneway:bicycle': 'yes' }, '><', '>', '><'],
    ['a private drive', { highway: 'service', access: 'private' }, '><', '><', '><'],
    ['no highway at all', { railway: 'rail' }, '', '', ''],
  ])('of %s', (_, tags, car, ebike, foot) => {
    expect([directions('car', tags), directions('ebike', tags), directions('foot', tags)]).toEqual([car, ebike, foot]);
  });

  it('makes a private drive a slow one, so that it is no short cut', () => {
    const open = wayAccess({ highway: 'service' }, 'car').forwardKmh;
    expect(wayAccess({ highway: 'service', access: 'private' }, 'car').forwardKmh).toBeLessThan(open / 2);
  });

  it('does not drive faster than posted', () => {
    expect(wayAccess({ highway: 'primary', maxspeed: '30' }, 'car').forwardKmh).toBe(30);
    expect(wayAccess({ highway: 'primary', maxspeed: 'CN:urban' }, 'car').forwardKmh).toBeGreaterThan(40);
  });
});
