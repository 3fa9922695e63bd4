// SPDX-License-Identifier: Apache-2.0
/** The fleet page: what each cluster's certificate and run are about, and a calendar of expiries. It shows, and changes nothing. */
@org.jspecify.annotations.NullMarked
package org.rekindle.worker.page;
