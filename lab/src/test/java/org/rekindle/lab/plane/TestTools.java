// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.util.Optional;

/** Where tests find the programs of a control plane: the folder named by {@code REKINDLE_TOOLS_DIR}. */
public final class TestTools {
    private TestTools() {}

    /** The programs; fails when the folder is not named or does not have them. */
    public static PlaneBinaries binaries() {
        Path folder = Path.of(Optional.ofNullable(System.getenv("REKINDLE_TOOLS_DIR"))
                .orElseThrow(() -> new IllegalStateException(
                        "set REKINDLE_TOOLS_DIR to the folder with etcd, kube-apiserver, kube-controller-manager, "
                                + "kube-scheduler and kwok")));
        return new PlaneBinaries(
                folder.resolve("etcd"),
                folder.resolve("kube-apiserver"),
                folder.resolve("kube-controller-manager"),
                folder.resolve("kube-scheduler"),
                folder.resolve("kwok"));
    }
}
