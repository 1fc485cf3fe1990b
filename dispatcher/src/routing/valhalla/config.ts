/** Valhalla's own defaults refuse city-wide questions under many zones; these bound them instead. */
const PLACES_MAX = 200;
const EXCLUDED_PERIMETER_MAX_M = 10_000_000;

/** An empty type silences a log. */
const silent = { type: '', color: false, file_name: '' };

const costingLimits = {
  max_distance: 500_000,
  max_locations: PLACES_MAX,
  max_matrix_distance: 400_000,
  max_matrix_location_pairs: PLACES_MAX * PLACES_MAX,
};

/** Valhalla's configuration for tiles in one folder; it has no defaults of its own, so every key it reads is here. */
export function valhallaConfig(tileDir: string, { concurrency = 1, buildLog = silent } = {}) {
  return {
    mjolnir: {
      max_cache_size: 200_000_000,
      id_table_size: 20_000_000,
      use_lru_mem_cache: false,
      lru_mem_cache_hard_control: false,
      use_simple_mem_cache: false,
      concurrency,
      tile_dir: tileDir,
      admin: '',
      landmarks: '',
      timezone: '',
      transit_dir: '',
      transit_feeds_dir: '',
      transit_pbf_limit: 20_000,
      hierarchy: true,
      shortcuts: false,
      keep_all_osm_node_ids: false,
      keep_osm_node_ids: false,
      include_platforms: false,
      include_driveways: true,
      include_construction: false,
      include_bicycle: true,
      include_pedestrian: true,
      include_driving: true,
      import_bike_share_stations: false,
      global_synchronized_cache: false,
      max_concurrent_reader_users: 1,
      reclassify_links: true,
      data_processing: {
        infer_internal_intersections: true,
        infer_turn_channels: true,
        apply_country_overrides: true,
        grid_divisions_within_tile: 32,
        use_admin_db: false,
        use_direction_on_ways: false,
        allow_alt_name: false,
        use_urban_tag: false,
        use_rest_area: false,
        scan_tar: false,
      },
      logging: buildLog,
    },
    additional_data: { elevation: '' },
    loki: {
      actions: ['locate', 'route', 'sources_to_targets', 'status'],
      use_connectivity: true,
      service_defaults: {
        radius: 0,
        minimum_reachability: 50,
        search_cutoff: 2_000,
        node_snap_tolerance: 0,
        street_side_tolerance: 5,
        street_side_max_distance: 1000,
        heading_tolerance: 60,
      },
      logging: { ...silent, long_request: 1000 },
      service: { proxy: 'ipc:///tmp/loki' },
    },
    thor: {
      logging: { ...silent, long_request: 1000 },
      // Two to four times faster on a city's matrix than the default, with the same sums.
      source_to_target_algorithm: 'timedistancematrix',
      service: { proxy: 'ipc:///tmp/thor' },
      max_reserved_labels_count_astar: 200_000,
      max_reserved_labels_count_bidir_astar: 200_000,
      max_reserved_labels_count_dijkstras: 400_000,
      max_reserved_labels_count_bidir_dijkstras: 200_000,
      clear_reserved_memory: false,
      extended_search: false,
      costmatrix: {
        check_reverse_connection: true,
        allow_second_pass: false,
        max_reserved_locations: 25,
        max_iterations: 2800,
        min_iterations: 100,
        hierarchy_limits: { max_up_transitions: { 1: 400, 2: 100 } },
      },
      bidirectional_astar: {
        threshold_delta: 420,
        alternative_cost_extend: 1.2,
        alternative_iterations_delta: 100_000,
        hierarchy_limits: cityHierarchy,
      },
      unidirectional_astar: { hierarchy_limits: cityHierarchy },
    },
    odin: {
      logging: silent,
      service: { proxy: 'ipc:///tmp/odin' },
      markup_formatter: { markup_enabled: false, phoneme_format: '' },
    },
    meili: unusedMatching,
    service_limits: {
      auto: costingLimits,
      bicycle: costingLimits,
      pedestrian: { ...costingLimits, min_transit_walking_distance: 1, max_transit_walking_distance: 10_000 },
      ...unusedLimits,
      status: { allow_verbose: false },
      max_exclude_locations: 50,
      max_reachability: 100,
      max_radius: 500,
      max_timedep_distance: 500_000,
      max_timedep_distance_matrix: 0,
      max_alternates: 0,
      max_exclude_polygons_length: EXCLUDED_PERIMETER_MAX_M,
      max_distance_disable_hierarchy_culling: 0,
      allow_hard_exclusions: true,
      hierarchy_limits: { allow_modification: false },
    },
  };
}

/** Within a city no level of the road hierarchy is ever left out of a search. */
const cityHierarchy = {
  max_up_transitions: { 1: 400, 2: 100 },
  expand_within_distance: { 0: 1e8, 1: 1e8, 2: 1e8 },
};

/** Read at start though the actions that they bound are switched off. */
const unusedLimits = {
  bus: costingLimits,
  taxi: costingLimits,
  motor_scooter: costingLimits,
  motorcycle: costingLimits,
  truck: costingLimits,
  transit: costingLimits,
  bikeshare: costingLimits,
  multimodal: { max_distance: 0, max_locations: 0, max_matrix_distance: 0, max_matrix_location_pairs: 0 },
  skadi: { max_shape: 1, min_resample: 10 },
  isochrone: {
    max_contours: 1,
    max_time_contour: 1,
    max_distance: 1,
    max_locations: 1,
    max_distance_contour: 1,
  },
  trace: {
    max_distance: 1,
    max_gps_accuracy: 1,
    max_search_radius: 1,
    max_shape: 1,
    max_alternates: 0,
    max_alternates_shape: 1,
  },
  centroid: { max_distance: 1, max_locations: 1 },
};

const unusedMatching = {
  mode: 'auto',
  customizable: [],
  verbose: false,
  default: {
    sigma_z: 4.07,
    gps_accuracy: 5,
    beta: 3,
    max_route_distance_factor: 5,
    max_route_time_factor: 5,
    max_search_radius: 1,
    breakage_distance: 1,
    interpolation_distance: 10,
    search_radius: 1,
    geometry: false,
    route: true,
    turn_penalty_factor: 0,
  },
  logging: silent,
  service: { proxy: 'ipc:///tmp/meili' },
  grid: { size: 500, cache_size: 1024 },
};
