// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.worker;

final class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
