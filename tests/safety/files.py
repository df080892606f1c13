def case_x(p): pass
