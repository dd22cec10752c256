package org.idem.devices.cuda;

import java.util.List;

/**
 * What the CUDA build is made of. CUDA's own libraries come from two releases, since none on Maven Central has all: of the older
 * one those that the newer lacks. They serve each other, as all of CUDA 12 do.
 */
final class CudaArtifacts {
    /** Version of libtorch, as DJL is told. */
    static final String LIBTORCH = "2.7.1";

    /** DJL's name of the build, which decides what JNI library it takes. */
    static final String FLAVOR = "cu128";

    /** Name of the folder that holds libtorch alone: DJL loads every library of its folder. */
    static final String LIBTORCH_FOLDER = "libtorch";

    /** Name of the folder that holds what libtorch needs. */
    static final String CUDA_FOLDER = "cuda";

    /** Name of this combination; another one is installed beside it. */
    static final String NAME = LIBTORCH + "-cuda-12.9";

    private static final String GROUP = "org.bytedeco";
    private static final String PLATFORM = "linux-x86_64";

    static final List<CudaArtifact> ALL = List.of(
            new CudaArtifact(
                    GROUP,
                    "openblas",
                    "0.3.30-1.5.12",
                    PLATFORM,
                    19_709_636,
                    40_753_208,
                    "d7a602fc3d3254fb51b7f75595f4cce0c0ef0799d8874c6efd3d8b45e4c4083a",
                    CUDA_FOLDER,
                    List.of("libopenblas.so.0", "libgfortran.so.5", "libquadmath.so.0")),
            new CudaArtifact(
                    GROUP,
                    "cuda-redist",
                    "12.9-9.10-1.5.12",
                    PLATFORM,
                    362_212_464,
                    677_451_456,
                    "1a6ec3603adc1a0e383d6a7286f5dec69ae929a16ec3548db29ea3a0d2358eca",
                    CUDA_FOLDER,
                    List.of(
                            "libcudart.so.12",
                            "libcufft.so.11",
                            "libcufile.so.0",
                            "libcupti.so.12",
                            "libcurand.so.10",
                            "libnvJitLink.so.12",
                            "libnvrtc.so.12",
                            "libnvrtc-builtins.so.12.9")),
            new CudaArtifact(
                    GROUP,
                    "pytorch",
                    "2.7.1-1.5.12",
                    PLATFORM + "-gpu",
                    615_519_857,
                    1_138_007_064,
                    "ae03b1a186d512e46c89b5de7f7b3ff6dc7fcaee5efb042491655d9f38437293",
                    LIBTORCH_FOLDER,
                    List.of(
                            "libc10.so",
                            "libc10_cuda.so",
                            "libgomp.so.1",
                            "libtorch.so",
                            "libtorch_cpu.so",
                            "libtorch_cuda.so",
                            "libtorch_cuda_linalg.so")),
            new CudaArtifact(
                    GROUP,
                    "cuda",
                    "12.6-9.5-1.5.11",
                    PLATFORM + "-redist",
                    2_026_748_503,
                    2_168_231_664L,
                    "b9130f92e121c5ae39d93083b2db5305af3b53bab1ef232463e281593ebb74d0",
                    CUDA_FOLDER,
                    List.of(
                            "libcublas.so.12",
                            "libcublasLt.so.12",
                            "libcudnn.so.9",
                            "libcudnn_adv.so.9",
                            "libcudnn_cnn.so.9",
                            "libcudnn_engines_precompiled.so.9",
                            "libcudnn_engines_runtime_compiled.so.9",
                            "libcudnn_graph.so.9",
                            "libcudnn_heuristic.so.9",
                            "libcudnn_ops.so.9",
                            "libcusolver.so.11",
                            "libcusparse.so.12",
                            "libnccl.so.2")));

    private CudaArtifacts() {}
}
