import { engineContract } from '../engine.contract.ts';
import { streetEngine, streetsOf } from './street-engine.ts';

engineContract('the street engine', async (network) => streetEngine(streetsOf(network)));
