// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.worker;

import org.rekindle.architecture.broken.lab.Laboratory;

final class LikesTheLab {
    Laboratory laboratory() {
        return new Laboratory();
    }
}
