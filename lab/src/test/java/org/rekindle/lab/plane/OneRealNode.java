// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notes which machines run. */
final class OneRealNode implements RealNodes {

    final List<String> running = new ArrayList<>();

    @Override
    public String group() {
        return "core";
    }

    @Override
    public String network() {
        return "198.51.100";
    }

    @Override
    public Path kubelets() {
        return Path.of("kubelets");
    }

    @Override
    public RealNode join(Joining joining) {
        running.add(joining.name());
        return new Noted(joining.name());
    }

    private final class Noted implements RealNode {
        private final String name;

        private Noted(String name) {
            this.name = name;
        }

        @Override
        public RealNode beside(Joining joining) {
            return join(joining);
        }

        @Override
        public void close() {
            running.remove(name);
        }
    }
}
