package org.idem.data.ijb;

/**
 * The faces of the benchmark, in the order of its lists. Rows of embeddings have this order.
 *
 * @param names file of each face below the folder of pictures
 * @param templates number of the template that each face belongs to, as the protocol has it
 * @param media number of the photograph or video that each face is from; counts inside a template only
 * @param landmarks [10 n]: x and y of left eye, right eye, nose, left and right corner of the mouth, in pixels
 * @param detectorScores how sure the detector was of each face
 */
public record IjbFaces(String[] names, int[] templates, int[] media, double[] landmarks, float[] detectorScores) {

    /** Number of faces. */
    public int size() {
        return names.length;
    }
}
