import type { MapView } from '../shared/api/types.ts';
import { useWords } from '../shared/i18n/language.tsx';
import type { ZoneShape } from './screens/declare/zone-text.ts';
import { Legend } from './town/legend.tsx';
import { PlaceLayer } from './town/place-layer.tsx';
import { PreviewLayer } from './town/preview-layer.tsx';
import { RouteLayer } from './town/route-layer.tsx';
import { ShownCount } from './town/shown-count.tsx';
import { TownMap } from './town/town-map.tsx';
import { TravellerLayer } from './town/traveller-layer.tsx';
import { ZoneLayer, ZoneNameLayer } from './town/zone-layer.tsx';
import { useFleet, useRoutes } from './use-city.ts';
import { commandWords } from './words.ts';

interface CityMapProps {
  readonly view: MapView;
  readonly shape: ZoneShape | undefined;
  readonly chosen: string | undefined;
}

export function CityMap({ view, shape, chosen }: CityMapProps) {
  const t = useWords(commandWords);
  const { data: fleet } = useFleet();
  const routes = useRoutes();
  return (
    <div className="city-map">
      <TownMap bounds={view.bounds} label={t('map')}>
        <ZoneLayer zones={view.zones} />
        <PreviewLayer geometry={shape} />
        <RouteLayer routes={routes} chosen={chosen} />
        <PlaceLayer map={view} />
        {fleet && <TravellerLayer fleet={fleet} />}
        <ZoneNameLayer zones={view.zones} />
        <ShownCount />
      </TownMap>
      <Legend />
    </div>
  );
}
