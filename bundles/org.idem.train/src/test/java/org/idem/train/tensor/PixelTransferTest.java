package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.config.TransformSpec;
import org.idem.data.image.Pixels;
import org.idem.input.transform.FinalPass;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.junit.jupiter.api.Test;

/** Images that travel as bytes become what the loader makes of them on the host, to the bit. */
class PixelTransferTest {
    private static final int SIDE = 5;
    private static final int COUNT = 9;
    private static final int SAMPLES = 3 * SIDE * SIDE;

    private static TransformPipeline pipeline(boolean rgb, int... flips) {
        List<TransformSpec> specs = new java.util.ArrayList<>();
        specs.add(new TransformSpec("DecodeImage", Map.of("to_rgb", rgb)));
        for (int flip : flips) {
            specs.add(new TransformSpec("RandFlipImage", Map.of("flip_code", flip)));
        }
        specs.add(new TransformSpec(
                "NormalizeImage",
                Map.of("scale", 1 / 255.0, "mean", List.of(0.485, 0.456, 0.4), "std", List.of(0.229, 0.3, 0.225))));
        return Transforms.of(specs, SIDE);
    }

    private static void assertEqualsHost(Device device, TransformPipeline pipeline) {
        Random random = new Random(3);
        byte[] all = new byte[COUNT * SAMPLES];
        byte[] mirrors = new byte[COUNT];
        float[] expected = new float[COUNT * SAMPLES];
        for (int i = 0; i < COUNT; i++) {
            byte[] rgb = new byte[SAMPLES];
            random.nextBytes(rgb);
            System.arraycopy(rgb, 0, all, i * SAMPLES, SAMPLES);
            mirrors[i] = (byte) pipeline.mirrors(i);
            pipeline.apply(new Pixels(SIDE, SIDE, rgb), i, expected, i * SAMPLES);
        }
        FinalPass last = pipeline.finalPass();
        device.run(() -> TensorScope.run(() -> {
            try (PixelTransfer transfer = new PixelTransfer(
                    last.redFirst(), last.scale(), last.mean(), last.std(), FinalPass.LEFT_RIGHT, FinalPass.UP_DOWN)) {
                float[] part = java.util.Arrays.copyOfRange(expected, 2 * SAMPLES, 6 * SAMPLES);
                transfer.send(all, mirrors, COUNT, SIDE);
                for (int batch = 0; batch < 3; batch++) {
                    transfer.send(all, mirrors, COUNT, SIDE);
                    Tensor images = transfer.images(0, COUNT);
                    assertEquals(device, images.device());
                    assertArrayEquals(expected, images.toFloats());
                    assertArrayEquals(part, transfer.images(2, 4).toFloats());
                    transfer.end();
                }
                transfer.drop();
                transfer.send(all, mirrors, COUNT, SIDE);
                assertArrayEquals(part, transfer.images(2, 4).toFloats());
            }
        }));
    }

    @Test
    void everyFormEqualsTheHostsFloatsToTheBit() {
        for (Device device : List.of(Device.CPU, Device.simulated(3))) {
            assertEqualsHost(device, pipeline(true));
            assertEqualsHost(device, pipeline(true, 1));
            assertEqualsHost(device, pipeline(false, 1));
            assertEqualsHost(device, pipeline(false, 0));
            assertEqualsHost(device, pipeline(true, -1, 1));
        }
    }
}
