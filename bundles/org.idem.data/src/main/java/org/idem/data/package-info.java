/**
 * What a data set is, whatever its format: labeled faces ({@link org.idem.data.ImageDataset}), pairs of faces
 * ({@link org.idem.data.PairDataset}) and what is wrong with them ({@link org.idem.data.DataProblem}).
 */
package org.idem.data;
