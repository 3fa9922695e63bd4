// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.time.Duration;

/** The time in which requests are on their way. */
public interface TransitTime {

    /** A request has come: lets everything happen in the cloud that is due by now. */
    void catchUp();

    /** Lets a while pass. */
    void pass(Duration time);

    /** Does something when a while has passed. */
    void later(Duration time, Runnable task);

    /** For where there is no trouble, which takes no time. */
    TransitTime NOTHING = new TransitTime() {
        @Override
        public void catchUp() {}

        @Override
        public void pass(Duration time) {
            throw new IllegalStateException("Nothing was to wait");
        }

        @Override
        public void later(Duration time, Runnable task) {
            throw new IllegalStateException("Nothing was to come later");
        }
    };
}
