/** A file system where writing ends at a chosen point: as where a process is killed there, or where the disk is full. */
package org.idem.fuzz.disk;
