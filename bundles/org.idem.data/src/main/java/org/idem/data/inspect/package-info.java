/** What can be unusual about the images of a sound set: duplicates, sizes, gray pictures, identities of one image. */
package org.idem.data.inspect;
