-- An e-bike is OSRM's bicycle at the speeds that our own street search assumes, and it is never pushed: along footways and
-- against one-way streets it would go where our law of the road says it may not.
local bicycle = require('bicycle')
local bicycle_setup = bicycle.setup

local ROAD_KMH = 18
local SLOW_KMH = 15
local PUSHED_KMH = 4.5
local slow = { living_street = true, service = true, track = true, path = true }

bicycle.setup = function()
  local profile = bicycle_setup()
  for highway, _ in pairs(profile.bicycle_speeds) do
    profile.bicycle_speeds[highway] = slow[highway] and SLOW_KMH or ROAD_KMH
  end
  profile.default_speed = SLOW_KMH
  profile.walking_speed = PUSHED_KMH
  profile.surface_speeds = {}
  return profile
end

function bike_push_handler(profile, way, result, data)
  if data.bicycle == 'dismount' then
    result.forward_mode = mode.pushing_bike
    result.backward_mode = mode.pushing_bike
    result.forward_speed = profile.walking_speed
    result.backward_speed = profile.walking_speed
  end
end

return bicycle
