// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.workflows;

import java.time.Instant;

final class LooksAtTheClock {
    Instant look() {
        return Instant.now();
    }
}
