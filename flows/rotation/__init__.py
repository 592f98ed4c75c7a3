"""Many accounts, no password lost: plan, journal, run, reconcile, report."""
