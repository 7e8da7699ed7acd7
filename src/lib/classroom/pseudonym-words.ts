/**
 * The words that pseudonyms are dealt from. None says anything about a person: no people, country, faith, colour of
 * people, body, mind or age, no first name, no animal, nothing rude in any pair. And none that hurts beside a text
 * about people who were killed: no weapon, no fire, no frost, no flower of remembrance.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const ADJECTIVES = words(`
  Active Airy Alert Alpine Artful Attentive Awake Azure Balanced Blooming Bold Brave Breezy Bright Brilliant
  Brisk Budding Busy Calm Careful Carved Certain Cheerful Chiming Classic Clear Clever Climbing Cloudy Coastal
  Constant Cordial Cosy Creative Crisp Curious Daily Dancing Daring Dewy Dotted Drawing Eager Early Emerald Even
  Excellent Exploring Festive Floating Flowering Flowing Folded Fresh Friendly Generous Gentle Genuine Glad
  Gleaming Glittering Glowing Golden Graceful Gracious Grand Grassy Growing Handy Happy Helpful Hillside Honest
  Hopeful Humming Indigo Inland Inventive Keen Kind Knitted Lakeside Leafy Level Lilac Listening Lively Loyal
  Lucid Luminous Lyrical Mellow Melodic Merry Mild Mindful Modern Moonlit Mossy Murmuring Musical Neat Nimble
  Novel Observant Open Outdoor Painted Patient Patterned Peaceful Playful Pleasant Poetic Practical Printed
  Prompt Punctual Quick Quiet Quilted Radiant Reading Ready Reliable Restful Ringing Rising Riverside Rolling
  Rustling Sailing Seaside Serene Shimmering Shining Silver Sincere Singing Skilful Smiling Snug Sparkling
  Spinning Splendid Starry Steady Striped Sunlit Sunny Superb Swift Teal Thoughtful Tidy Timely Tranquil Trusty
  Turquoise Twinkling Upland Useful Velvet Vivid Warm Weekly Whispering Whistling Witty Woodland Woven Writing
`);

export const THINGS = words(`
  Accordion Acorn Alder Almanac Anchor Anemone Apron Aqueduct Arcade Armchair Aster Atlas Balcony Barley Basalt
  Basket Bay Begonia Bench Bicycle Birch Blanket Bluebell Bookmark Bracken Breeze Bridge Bronze Buttercup Button
  Cabinet Calendar Camellia Canal Canoe Canyon Cello Chair Chapter Chestnut Clarinet Clock Cloud Clover Cobalt
  Comet Comma Compass Copper Cottage Courtyard Cove Cowslip Crayon Crocus Cupboard Curtain Cushion Cypress Delta
  Desk Diary Doorstep Drawer Drum Dune Elm Envelope Estuary Fennel Fern Ferry Fir Flowerpot Flute Footpath
  Fountain Freesia Garden Gate Gentian Globe Granite Guitar Hammock Harbour Harp Hawthorn Hedge Hill Honeysuckle
  Horizon Hyacinth Island Jetty Jug Kettle Kite Ladder Lagoon Lake Lamp Lantern Larch Lavender Letter Library
  Lighthouse Linden Lupin Magnolia Map Maple Marble Margin Marigold Marimba Meadow Meteor Mill Mint Mitten Moss
  Moorland Notebook Oak Oboe Orbit Orchard Paddle Page Painting Parsley Pavilion Pebble Pencil Peony Petal Piano
  Picnic Pillow Pinecone Planet Plateau Pond Poplar Postcard Primrose Prism Puzzle Quartz Quill Quilt Raincoat
  Ribbon Riddle Roof Rudder Rye Saddle Sail Satchel Saucer Sedge Shelf Shore Signpost Slate Slope Sorrel Spool
  Spoon Spruce Stairway Story Summit Sunrise Sunset Swing Table Tambourine Teapot Telescope Thimble Thread Thyme
  Tide Trail Tram Tulip Tunnel Ukulele Umbrella Valley Verbena Verse Violin Wagon Waterfall Wave Wharf Wheel
  Windmill Window Wisteria Xylophone Zinnia
`);
