/**
 * What a launcher and an engine process say to each other: requests and replies as records, one JSON object a line.
 */
package org.idem.protocol;
