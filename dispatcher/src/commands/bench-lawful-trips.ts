import '../bench/lawful-trips.ts';
