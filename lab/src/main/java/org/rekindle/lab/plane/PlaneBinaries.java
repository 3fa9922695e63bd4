// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs a control plane consists of, each as the path of an executable file. */
public record PlaneBinaries(Path etcd, Path kubeApiserver, Path kubeControllerManager, Path kubeScheduler, Path kwok) {

    /**
     * Checks that all of them can be run.
     *
     * @throws IllegalArgumentException naming every one that cannot
     */
    public PlaneBinaries {
        Map<String, Path> paths = new LinkedHashMap<>();
        paths.put("etcd", etcd);
        paths.put("kube-apiserver", kubeApiserver);
        paths.put("kube-controller-manager", kubeControllerManager);
        paths.put("kube-scheduler", kubeScheduler);
        paths.put("kwok", kwok);
        List<String> missing = paths.entrySet().stream()
                .filter(entry -> !Files.isExecutable(entry.getValue()))
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "not executable files: " + String.join(", ", missing) + "; run the doctor command to get them");
        }
    }
}
